import { join } from "node:path";
import { CreateIdentityProviderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { unzipSync } from "fflate";
import { buildSkillZip } from "../../../build/bundle/skill-zip";
import type { AccountLinking } from "../../../contract/account-linking";
import { redirectUriOf } from "../../../contract/alexa-redirect-uri";
import { LambdaRuntime } from "../../../local/aws/lambda-runtime/lambda-runtime";
import { SKILL_ID, VENDOR_ID } from "../../contract/account-linking";
import { PROVIDERS } from "../cognito/providers";
import type { SignInWorld } from "../cognito/sign-in-fixture";
import { createClient, ISSUER_HOST, region } from "../cognito/sign-in-fixture";
import { newFolder, root, write } from "../fixtures";

/** Alexa's app client, and what Terraform's output says of it. */
export async function deploy({ api, poolId, host }: SignInWorld, providers: readonly string[] = []) {
  for (const ProviderName of providers) {
    const provider = PROVIDERS[ProviderName];
    if (provider !== undefined) {
      await api.send(new CreateIdentityProviderCommand({ UserPoolId: poolId, ProviderName, ...provider }));
    }
  }
  const redirect_uris = [
    redirectUriOf("NA", VENDOR_ID),
    redirectUriOf("EU", VENDOR_ID),
    redirectUriOf("FE", VENDOR_ID),
  ] as const;
  const { id, secret = "" } = await createClient(api, poolId, {
    CallbackURLs: [...redirect_uris],
    SupportedIdentityProviders: ["COGNITO", ...providers],
  });
  const arn = `arn:aws:lambda:${region}:123456789012:function:skill:live`;
  const accountLinking: AccountLinking = {
    authorization_uri: `https://${host}/oauth2/authorize`,
    access_token_uri: `https://${host}/oauth2/token`,
    user_info_uri: `https://${host}/oauth2/userInfo`,
    issuer: `https://${ISSUER_HOST}/${poolId}`,
    client_id: id,
    client_secret: secret,
    scopes: ["openid", "profile"],
    access_token_scheme: "HTTP_BASIC",
    redirect_uris,
    skill_ids: [SKILL_ID],
    function_arns: { NA: arn, EU: arn, FE: arn },
  };
  return { accountLinking, clientId: id };
}

/** The skill, bundled as it is deployed. */
export async function startFunction(signIn: SignInWorld, accountLinking: AccountLinking, entry = "lambda/index.ts") {
  const folder = newFolder();
  const zip = await buildSkillZip({ root, entry, outfile: join(folder, "skill.zip") });
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    write(join(folder, "task", name), content);
  }
  const runtime = new LambdaRuntime({
    redirects: signIn.domain.redirects([signIn.host, ISSUER_HOST]),
    function: {
      arn: accountLinking.function_arns.NA,
      name: "skill",
      version: "1",
      handler: "index.handler",
      runtime: "nodejs22.x",
      timeoutSeconds: 7,
      memorySizeMb: 512,
      region,
      variables: {
        SKILL_IDS: SKILL_ID,
        ISSUER: accountLinking.issuer,
        CLIENT_ID: accountLinking.client_id,
        USER_INFO_URI: accountLinking.user_info_uri,
        SCOPES: accountLinking.scopes.join(" "),
      },
      codeSha256: "",
      codeSizeBytes: zip.length,
      taskRoot: join(folder, "task"),
    },
  });
  return { runtime, folder };
}
