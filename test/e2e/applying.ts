/** Applies a saved plan as the commands do, in a process that can be killed: applying.ts <stack folder> <plan file> */
import { runCommand } from "../../common/command";
import { findTerraform } from "../../terraform/binary";
import { Terraform } from "../../terraform/terraform";

const [folder = "", planFile = ""] = process.argv.slice(2);

void runCommand(({ signal, secrets }) => ({
  exitOverride() {
    return this;
  },
  async parseAsync() {
    const binary = await findTerraform();
    const terraform = new Terraform({ binary, folder, env: process.env, signal, secrets });
    await terraform.apply(planFile);
  },
}));
