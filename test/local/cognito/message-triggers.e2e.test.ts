/** The trigger that writes the messages with codes: its text is what people get, on every page that sends one. */
import { UpdateUserPoolCommand } from "@aws-sdk/client-cognito-identity-provider";
import { zipSync } from "fflate";
import { PoolTriggers } from "../../../local/aws/pool-triggers";
import { describeWithMoto, newFolder } from "../fixtures";
import { sharedEmulator } from "../shared-emulator";
import { makePasswordless, setFactors } from "./passwordless";
import { SignInWorld } from "./sign-in-fixture";
import { TriggerFunctions } from "./trigger-function";

jest.setTimeout(60_000);

/** Writes a mail, or what its variable says; and each event that it got into the log. */
const CODE = `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  const { ANSWER } = process.env;
  if (ANSWER === "fails") throw new Error("not today");
  if (event.triggerSource.startsWith("CustomMessage_")) {
    event.response = ANSWER ? JSON.parse(ANSWER) : {
      emailSubject: "Your skill",
      emailMessage: "Hello " + event.request.userAttributes.given_name + ", take " + event.request.codeParameter,
      smsMessage: "Take " + event.request.codeParameter,
    };
  }
  return event;
};`;

const SES = {
  EmailSendingAccount: "DEVELOPER" as const,
  SourceArn: "arn:aws:ses:us-east-1:123456789012:identity/example.com",
};
const PASSWORD = "Nanosecond-Wire-1906";

describeWithMoto("the trigger customMessage", () => {
  const log: string[] = [];
  let triggers: PoolTriggers;
  let functions: TriggerFunctions;
  let world: SignInWorld;
  let made = 0;

  beforeAll(async () => {
    const access = await sharedEmulator();
    triggers = new PoolTriggers({ access, folder: newFolder(), check: () => {}, onLog: (it) => log.push(it) });
    world = await SignInWorld.start({ triggers });
    await makePasswordless(world, ["PASSWORD", "EMAIL_OTP"]);
    functions = await TriggerFunctions.start(access, world.api);
  });
  afterAll(async () => {
    await triggers?.stop();
    await world?.stop();
    functions?.stop();
  });
  beforeEach(() => void log.splice(0));

  async function deploy(ANSWER = "", ses: typeof SES | null = SES): Promise<void> {
    made += 1;
    const zip = zipSync({ "index.mjs": Buffer.from(CODE) });
    const name = `messages-${made}`;
    const arn = await functions.make({ poolId: world.poolId, name, zip, variables: { ANSWER } });
    const LambdaConfig = { CustomMessage: arn, PostConfirmation: arn };
    await setFactors(world, ["PASSWORD", "EMAIL_OTP"], { LambdaConfig, ...(ses && { EmailConfiguration: ses }) });
  }

  const sources = () => log.splice(0).map((line) => (JSON.parse(line) as { triggerSource: string }).triggerSource);

  /** Signs somebody up on the page, up to where the code is asked for. */
  async function signUp(email: string) {
    const browser = world.browser();
    await browser.open(world.authorizationPath({}, "/signup"));
    return browser.submit("/signup", {
      username: email,
      given_name: "Grace",
      password: PASSWORD,
      passwordRepeated: PASSWORD,
    });
  }

  const mailTo = async (email: string) => (await world.mail()).findLast(({ to }) => to === email);

  test("writes the mails of a sign-up, of another code and of a forgotten password", async () => {
    await deploy();
    const email = "grace.hopper@example.com";
    const browser = await signUp(email);
    expect(await mailTo(email)).toMatchObject({
      subject: "Your skill",
      message: expect.stringMatching(/^Hello Grace, take \d{6}$/),
    });
    expect(sources()).toEqual(["CustomMessage_SignUp"]);

    await browser.submit("/resendcode", {});
    expect(sources()).toEqual(["CustomMessage_ResendCode"]);
    const code = (await mailTo(email))?.code ?? "";
    expect((await mailTo(email))?.message).toBe(`Hello Grace, take ${code}`);
    await browser.submit("/confirm", { code });
    expect(sources()).toEqual(["PostConfirmation_ConfirmSignUp"]);

    await browser.open(world.authorizationPath({}, "/forgotPassword"));
    await browser.submit("/forgotPassword", { username: email });
    expect(sources()).toEqual(["CustomMessage_ForgotPassword"]);
    const reset = (await mailTo(email))?.code ?? "";
    expect((await mailTo(email))?.message).toBe(`Hello Grace, take ${reset}`);
    await browser.submit("/confirmForgotPassword", { username: email, code: reset, password: `${PASSWORD}-2` });
    expect(browser.text).toContain("Your password has been changed.");
    expect(sources()).toEqual(["PostConfirmation_ConfirmForgotPassword"]);
  });

  test("writes the code in place of a password; for somebody whom nobody knows it is not called", async () => {
    await deploy();
    const { email } = world.ada;
    const browser = world.browser();
    await browser.open(world.authorizationPath({}, "/local/more-ways"));
    await browser.submit("/local/more-ways", { username: email, factor: "EMAIL_OTP" });
    expect((await mailTo(email))?.message).toMatch(/^Hello Ada, take \d{8}$/);
    await browser.submit("/local/sign-in-code", { code: (await mailTo(email))?.code ?? "" });
    expect(browser.leftFor).toContain("code=");
    expect(sources()).toEqual(["CustomMessage_Authentication"]);

    await browser.open(world.authorizationPath({}, "/local/more-ways"));
    await world.browser().open(world.authorizationPath({}, "/forgotPassword"));
    const stranger = world.browser();
    await stranger.open(world.authorizationPath({}, "/forgotPassword"));
    await stranger.submit("/forgotPassword", { username: "nobody@example.com" });
    expect(sources()).toEqual([]);
  });

  test("that answers nothing leaves the pool's own text", async () => {
    await deploy("{}");
    const email = "own.text@example.com";
    await signUp(email);
    expect(await mailTo(email)).toMatchObject({ message: expect.stringMatching(/\d{6}/) });
    expect((await mailTo(email))?.message).not.toContain("Hello");
  });

  test.each<[string, string, typeof SES | null, string]>([
    ["that fails", "fails", SES, "CustomMessage failed with error not today."],
    [
      "that writes a mail which Amazon SES does not send",
      "",
      null,
      "only where the user pool sends them by Amazon SES",
    ],
  ])("%s ends the sign-up, and no mail goes out", async (_, answer, ses, reason) => {
    await deploy(answer, ses);
    const email = `refused.${made}@example.com`;
    expect((await signUp(email)).text).toContain(reason);
    expect(await mailTo(email)).toBeUndefined();
  });

  test("may write text messages without Amazon SES", async () => {
    await deploy(JSON.stringify({ smsMessage: "Take {####}" }), null);
    const email = "text.only@example.com";
    await signUp(email);
    expect((await mailTo(email))?.message).toMatch(/\d{6}/);
    await world.api.send(new UpdateUserPoolCommand({ UserPoolId: world.poolId, AutoVerifiedAttributes: ["email"] }));
  });
});
