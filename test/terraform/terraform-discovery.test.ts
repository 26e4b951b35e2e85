import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Unavailable } from "../../common/problem";
import { findTerraform } from "../../terraform/binary";
import { chooseProviderSource, missingProviderText } from "../../terraform/cli-configuration";
import { terraformErrorText } from "../../terraform/error-text";
import { terraformPlatform } from "../../terraform/platform";
import { findProviderMirror, mirrorFolders } from "../../terraform/provider-mirror";
import { inFolder, write, writeProgram } from "../local/fixtures";

const registryHost = "registry.terraform.io";

describe("findTerraform", () => {
  test("takes terraform from PATH", () =>
    inFolder(async (folder) => {
      const program = writeProgram(folder, "terraform", 'echo "Terraform v1.11.4"; echo "on linux_amd64"');
      expect(await findTerraform({ PATH: folder })).toEqual({
        path: program,
        product: "Terraform",
        version: "1.11.4",
        registryHost,
      });
    }));

  test("takes the program that TERRAFORM_BINARY_NAME names, and knows OpenTofu's registry", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "terraform", 'echo "Terraform v1.11.4"');
      writeProgram(folder, "tofu", 'echo "OpenTofu v1.10.2"');
      const found = await findTerraform({ PATH: folder, TERRAFORM_BINARY_NAME: "tofu" });
      expect(found).toMatchObject({ product: "OpenTofu", registryHost: "registry.opentofu.org" });
    }));

  test("says how to get it when there is none", async () => {
    const search = findTerraform({ PATH: "/nonexistent" });
    await expect(search).rejects.toBeInstanceOf(Unavailable);
    await expect(search).rejects.toThrow(/terraform was not found on PATH.*Install Terraform.*TERRAFORM_BINARY_NAME/);
  });

  test("refuses one that is too old and says which is needed", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "terraform", 'echo "Terraform v1.9.8"');
      await expect(findTerraform({ PATH: folder })).rejects.toThrow(/is version 1.9.8; 1.10 or newer is needed/);
    }));

  test("refuses one that does not answer with a version and shows what it answered", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "terraform", 'echo "cannot execute" >&2; exit 126');
      await expect(findTerraform({ PATH: folder })).rejects.toThrow(/exit code 126.*"cannot execute"/);
    }));

  test("does not give it the credentials of a real account", () =>
    inFolder(async (folder) => {
      writeProgram(folder, "terraform", `env > "$0.env"; echo "Terraform v1.11.4"`);
      await findTerraform({ PATH: `${folder}:/usr/bin:/bin`, AWS_PROFILE: "production", TF_LOG: "trace" });
      expect(readFileSync(join(folder, "terraform.env"), "utf8")).not.toMatch(/production|TF_LOG/);
    }));
});

describe("findProviderMirror", () => {
  const platform = "linux_amd64";
  const aws = (root: string, ...rest: string[]): string => join(root, registryHost, "hashicorp", "aws", ...rest);
  const find = (folder: string) => findProviderMirror({ registryHost, platform, folders: [folder] });

  test("finds the newest unpacked provider that fits", () =>
    inFolder((folder) => {
      write(aws(folder, "5.100.0", platform, "terraform-provider-aws_v5.100.0_x5"));
      write(aws(folder, "6.25.0", platform, "terraform-provider-aws_v6.25.0_x5"));
      expect(find(folder)).toEqual({ folder, version: "6.25.0" });
    }));

  test("finds a packed provider", () =>
    inFolder((folder) => {
      write(aws(folder, `terraform-provider-aws_5.100.0_${platform}.zip`));
      expect(find(folder)).toEqual({ folder, version: "5.100.0" });
    }));

  test.each(["5.99.1", "7.0.0", "6.0.0-beta1"])("passes over version %s", (version) =>
    inFolder((folder) => {
      write(aws(folder, version, platform, `terraform-provider-aws_v${version}_x5`));
      write(aws(folder, `terraform-provider-aws_${version}_${platform}.zip`));
      expect(find(folder)).toBeUndefined();
    }),
  );

  test("passes over another platform, another registry and an empty folder", () =>
    inFolder((folder) => {
      write(aws(folder, "5.100.0", "darwin_arm64", "terraform-provider-aws_v5.100.0_x5"));
      write(join(folder, "registry.opentofu.org", "hashicorp", "aws", "5.100.0", platform, "terraform-provider-aws"));
      write(aws(folder, "5.101.0", platform, "README"));
      expect(find(folder)).toBeUndefined();
    }));

  test("takes the folders in the order in which they are given", () =>
    inFolder((folder) => {
      const [first, second] = [join(folder, "first"), join(folder, "second")];
      write(aws(first, "5.100.0", platform, "terraform-provider-aws_v5.100.0_x5"));
      write(aws(second, "6.25.0", platform, "terraform-provider-aws_v6.25.0_x5"));
      expect(findProviderMirror({ registryHost, platform, folders: [first, second] })?.folder).toBe(first);
    }));
});

describe("mirrorFolders", () => {
  test("looks in the plugin cache, Terraform's own folders, and two levels below the data folders", () =>
    inFolder((home) => {
      write(join(home, "data", "vendor", "mirror", "file"));
      const folders = mirrorFolders({ TF_PLUGIN_CACHE_DIR: "/cache", XDG_DATA_HOME: join(home, "data") }, home);
      expect(folders[0]).toBe("/cache");
      expect(folders).toEqual(
        expect.arrayContaining([
          join(home, ".terraform.d", "plugins"),
          join(home, "data", "terraform", "plugins"),
          join(home, "data", "vendor", "mirror"),
          "/usr/share/terraform/plugins",
          "/opt",
        ]),
      );
    }));

  test("looks in the Mac's folders on a Mac", () => {
    expect(mirrorFolders({}, "/Users/ada", "darwin")).toContain(
      "/Users/ada/Library/Application Support/io.terraform/plugins",
    );
  });
});

describe("terraformPlatform", () => {
  test.each([
    ["linux", "x64", "linux_amd64"],
    ["darwin", "arm64", "darwin_arm64"],
    ["win32", "ia32", "windows_386"],
  ])("calls %s on %s %s", (platform, arch, expected) => {
    expect(terraformPlatform(platform, arch)).toBe(expected);
  });
});

describe("chooseProviderSource", () => {
  const terraform = { registryHost } as const;
  const nothing = () => undefined;

  test("follows the user's own configuration file", () =>
    inFolder((folder) => {
      const own = write(join(folder, ".terraformrc"));
      const source = chooseProviderSource({ terraform, folder, env: {}, home: folder, findMirror: nothing });
      expect(source.environment).toEqual({ TF_CLI_CONFIG_FILE: own });
    }));

  test("takes TF_CLI_CONFIG_FILE before the one in the home folder", () =>
    inFolder((folder) => {
      write(join(folder, ".terraformrc"));
      const named = write(join(folder, "named.tfrc"));
      const env = { TF_CLI_CONFIG_FILE: named };
      const source = chooseProviderSource({ terraform, folder, env, home: folder, findMirror: nothing });
      expect(source.environment.TF_CLI_CONFIG_FILE).toBe(named);
    }));

  test("counts a TF_CLI_CONFIG_FILE that does not exist as unset", () =>
    inFolder((folder) => {
      const env = { TF_CLI_CONFIG_FILE: join(folder, "missing") };
      const source = chooseProviderSource({ terraform, folder, env, home: folder, findMirror: nothing });
      expect(source).toEqual({ description: "from the registry", environment: { TF_CLI_CONFIG_FILE: undefined } });
    }));

  test("writes a configuration file for a mirror, for this user only", () =>
    inFolder((folder) => {
      const mirror = { folder: `/opt/my "mirror" \${x}`, version: "5.100.0" };
      const source = chooseProviderSource({ terraform, folder, env: {}, home: folder, findMirror: () => mirror });
      const file = source.environment.TF_CLI_CONFIG_FILE ?? "";
      expect(existsSync(file)).toBe(true);
      expect(readFileSync(file, "utf8")).toBe(`provider_installation {
  filesystem_mirror {
    path    = "/opt/my \\"mirror\\" $\${x}"
    include = ["registry.terraform.io/hashicorp/aws"]
  }
  direct {
    exclude = ["registry.terraform.io/hashicorp/aws"]
  }
}
`);
    }));
});

describe("terraformErrorText", () => {
  test("keeps the error without boxes and warnings", () => {
    const output = "╷\n│ Warning: old\n│\n╵\n╷\n│ \u001b[31mError: \u001b[0mInvalid value\n│\n│   on cdk.tf.json\n╵\n";
    expect(terraformErrorText(output)).toBe("Error: Invalid value\n\n  on cdk.tf.json");
  });

  test("says how to come by the provider when it cannot be downloaded", () => {
    const output = "│ Error: Failed to query available\n│ provider packages\n│ no such host";
    expect(terraformErrorText(output)).toMatch(/could not be downloaded.*terraform providers mirror/);
  });
});

describe("why Terraform may have found no provider", () => {
  const mirror = { folder: "/opt/providers", version: "5.100.0" };

  test("names a configuration file that is not there, and a mirror that it could name", () =>
    inFolder((folder) => {
      const text = missingProviderText({ TF_CLI_CONFIG_FILE: join(folder, "x") }, registryHost, () => mirror, folder);

      expect(text).toMatch(/^TF_CLI_CONFIG_FILE is .*\/x, which is no file/);
      expect(text).toMatch(/version 5\.100\.0 lies in \/opt\/providers,[\s\S]*path {4}= "\/opt\/providers"/);
    }));

  test("says nothing of a mirror to who has a configuration, and nothing where nothing is known", () =>
    inFolder((folder) => {
      write(join(folder, ".terraformrc"), "");

      expect(missingProviderText({}, registryHost, () => mirror, folder)).toBe("");
      expect(missingProviderText({}, registryHost, () => undefined, join(folder, "elsewhere"))).toBe("");
    }));
});
