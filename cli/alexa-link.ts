/** `npx alexa-link`: Alexa's side of the link, written and checked. */
import { runCommand } from "../common/command";
import { packageVersion } from "../common/package-version";
import { ExitCode } from "../common/problem";
import { alexaLink } from "./alexa-link/program";

void runCommand((context) => alexaLink(packageVersion(__dirname), context), { failureCode: ExitCode.unavailable });
