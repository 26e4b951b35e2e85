// @ts-nocheck: its packages are installed for the benchmark alone
// The same pool, domain, client and function by aws-cdk-lib: node aws-cdk-app.cjs <count> <outdir> <zip> <validation>
// Prints what it took, as JSON, like synth-app.ts.
const { App, Duration, Stack } = require("aws-cdk-lib");
const cognito = require("aws-cdk-lib/aws-cognito");
const iam = require("aws-cdk-lib/aws-iam");
const lambda = require("aws-cdk-lib/aws-lambda");
const logs = require("aws-cdk-lib/aws-logs");

const [count = "1", outdir = "cdk.out", zip = "skill.zip", validation = "with"] = process.argv.slice(2);
const app = new App({ outdir, analyticsReporting: false, treeMetadata: validation === "with" });

for (let index = 0; index < Number(count); index += 1) {
  const stack = new Stack(app, `env-${index}`);
  const pool = new cognito.UserPool(stack, "pool", {
    signInAliases: { email: true },
    autoVerify: { email: true },
    selfSignUpEnabled: true,
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    passwordPolicy: { minLength: 12, requireDigits: true, requireLowercase: true, requireUppercase: true },
    mfa: cognito.Mfa.OPTIONAL,
    mfaSecondFactor: { otp: true, sms: false },
    deletionProtection: true,
  });
  const domain = pool.addDomain("domain", { cognitoDomain: { domainPrefix: `example-${index}` } });
  const client = pool.addClient("alexa", {
    generateSecret: true,
    accessTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(365),
    preventUserExistenceErrors: true,
    supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
    oAuth: {
      flows: { authorizationCodeGrant: true },
      scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
      callbackUrls: ["layla.amazon.com", "alexa.amazon.co.jp", "pitangui.amazon.com"].map(
        (host) => `https://${host}/api/skill/link/M0000000000000`,
      ),
      logoutUrls: ["https://example.com/goodbye"],
    },
  });
  const logGroup = new logs.LogGroup(stack, "logs", { retention: logs.RetentionDays.ONE_MONTH });
  const skill = new lambda.Function(stack, "skill", {
    code: lambda.Code.fromAsset(zip),
    handler: "index.handler",
    runtime: lambda.Runtime.NODEJS_20_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: 256,
    timeout: Duration.seconds(7),
    logGroup,
    environment: { CLIENT_ID: client.userPoolClientId, ISSUER: pool.userPoolProviderUrl, DOMAIN: domain.domainName },
  });
  const alias = new lambda.Alias(stack, "live", { aliasName: "live", version: skill.currentVersion });
  alias.addPermission("alexa", {
    principal: new iam.ServicePrincipal("alexa-appkit.amazon.com"),
    eventSourceToken: "amzn1.ask.skill.00000000-0000-0000-0000-000000000000",
  });
}
app.synth({ skipValidation: validation !== "with" });
const { user, system } = process.cpuUsage();
process.stdout.write(
  JSON.stringify({ cpuMs: (user + system) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }),
);
