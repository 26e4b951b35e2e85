// What the npm package has of the trigger. Beside it, since a word more in its own file gives its zip other bytes.
export { handler } from "../join-accounts";
export type { TriggerEvent } from "./trigger-event";
