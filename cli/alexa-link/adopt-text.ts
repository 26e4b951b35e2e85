import type { Adoption, Difference } from "../../adoption/adoption";
import type { AtAws } from "../../adoption/at-aws";
import { propertyText } from "../../adoption/property-text";
import { count } from "../../common/plain-text";
import type { Terminal } from "../../common/terminal";
import { wrappedText } from "../../common/wrapped-text";

/** What AWS has, what to write, and what Terraform would take away. */
export function showAdoption(terminal: Terminal, name: string, atAws: AtAws, adoption: Adoption): void {
  const { obstacles, toWrite, unknown } = adoption;
  const paragraph = (text: string): void => {
    for (const line of wrappedText("", text, terminal.width)) {
      terminal.line(line);
    }
  };
  for (const line of foundLines(atAws)) {
    terminal.line(line);
  }
  if (toWrite.length > 0) {
    terminal.line(`\nWrite into ${name} in environments.ts, beside what stands there:\n`, "bold");
    for (const line of propertyText(toWrite)) {
      terminal.line(`  ${line}`);
    }
    terminal.line("\nWhat it keeps:\n", "bold");
    for (const difference of toWrite.filter(({ property }) => !property.startsWith("adopt."))) {
      for (const line of wrappedText("  ", reason(difference), terminal.width)) {
        terminal.line(line);
      }
    }
  } else {
    terminal.line(`\n${name} says what AWS has.`, "green");
  }
  if (unknown.length > 0) {
    terminal.line();
    paragraph(
      `The AWS provider does not know these settings of the pool, and any change of the pool by Terraform takes them away: ` +
        `${unknown.join(", ")}. No plan shows it. As long as they are needed, link the pool by userPool.existing instead.`,
    );
  }
  for (const obstacle of obstacles) {
    terminal.line();
    paragraph(obstacle);
  }
  for (const text of domainNotes(atAws)) {
    terminal.line();
    paragraph(text);
  }
  if (atAws.function !== undefined) {
    terminal.line();
    paragraph(
      "Not looked at: whether the log group exists (it does once the function has run) and what the role may do. Leave out " +
        "of adopt.named what is not there. The function's code and variables become those of this project.",
    );
  }
  terminal.line();
  paragraph(`Then let the plan be judged: npx alexa-link review ${name}`);
}

/** What to know of the custom domain, where there is one. */
function domainNotes({ customDomain, userPool }: AtAws): readonly string[] {
  if (customDomain === undefined) {
    return [];
  }
  const { name: host, target = "its CloudFront distribution" } = customDomain;
  const records =
    `The DNS records of ${host} stay as they are: they lead to ${target}, which the domain keeps. Leave domain.hostedZoneId ` +
    "out, with which Terraform would make them. The certificate is brought by its ARN, and renewed where it was made.";
  const both =
    `The pool has two domains. The link uses ${host}, unless domain.linkHost is "prefix": leave it at the one that the ` +
    "form in Alexa's console names today, for links that stand go on refreshing there.";
  return userPool.Domain === undefined ? [records] : [records, both];
}

function foundLines({ client, function: it, userPool }: AtAws): readonly string[] {
  const users = userPool.EstimatedNumberOfUsers;
  return [
    `User pool  ${userPool.Name} (${userPool.Id})${users === undefined ? "" : `, about ${count(users, "user")}`}`,
    `Domain     ${[userPool.Domain, userPool.CustomDomain].filter((host) => host !== undefined).join(", ") || "none"}`,
    `App client ${client === undefined ? "none named" : `${client.ClientName} (${client.ClientId}), ${client.hasSecret ? "with" : "without"} a secret`}`,
    `Function   ${it === undefined ? "none named" : `${it.configuration.FunctionName}${it.hasAlias ? ", with the alias live" : ""}`}`,
  ];
}

const reason = ({ atAws, inCode, property, replaces }: Difference): string =>
  `${property}: AWS has ${JSON.stringify(atAws)}${inCode === undefined ? "" : `, the code says ${JSON.stringify(inCode)}`}; ` +
  `otherwise ${replaces ? "Terraform replaces it, and what is in it is lost" : "it is changed in place"}.`;
