/** The front of an emulator that is left up, as a process of its own: what `keepFront` starts. */
import type { Server } from "node:net";
import type { FrontProps } from "./front";
import { startFront } from "./front";

process.once("message", async (props: FrontProps, listener: Server) => {
  await startFront(props, listener);
  process.send?.("ready");
});
// A listener begins to take connections when it arrives; those before the front has it would never be answered.
process.send?.("waiting");
