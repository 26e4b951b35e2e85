/** A trigger of a shop's. */
export const handler = async (event: { readonly response: Record<string, unknown> }): Promise<unknown> => {
  event.response.greeting = process.env.GREETING;
  return event;
};
