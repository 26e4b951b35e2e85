/** The front of an emulator that is left up, as a process of its own: what `keepFront` starts. */
import type { FrontProps } from "./front";
import { startFront } from "./front";

process.once("message", async (props: FrontProps) => {
  await startFront(props);
  process.send?.("ready");
});
