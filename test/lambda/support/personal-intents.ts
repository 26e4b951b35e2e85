import { INTENTS } from "../../../lambda/intents";
import { newSkill } from "./conversation";
import { request } from "./envelopes";

/** The intents of this project's skill that answer linked users only: those that it cannot promise to fulfill. */
export async function personalIntents(): Promise<readonly string[]> {
  const skill = newSkill();
  const write = jest.spyOn(process.stdout, "write").mockImplementation(() => true);
  try {
    const answers = await Promise.all(
      INTENTS.map(async (name) => {
        const asked = { type: "CanFulfillIntentRequest", intent: { name, confirmationStatus: "NONE" } };
        const { response } = await skill.invoke(request(asked), { getRemainingTimeInMillis: () => 7000 });
        return response.canFulfillIntent?.canFulfill === "MAYBE" ? [name] : [];
      }),
    );
    return answers.flat();
  } finally {
    write.mockRestore();
  }
}
