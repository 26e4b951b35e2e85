/** Hostile input at every door. `npm run doors` tries more of it. */
import { testDoors } from "./door-tests";
import type { DoorName } from "./names";
import { DOORS } from "./names";

testDoors(Object.keys(DOORS) as DoorName[]);
