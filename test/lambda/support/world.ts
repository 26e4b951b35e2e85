import { Cognito } from "./cognito";
import { Output } from "./output";

/** A user pool of its own for every test, and captured output. */
export function useWorld(): { readonly cognito: Cognito; readonly output: Output } {
  const world = { cognito: new Cognito(), output: new Output() };
  beforeEach(async () => {
    world.cognito = new Cognito();
    await world.cognito.open();
    world.output.capture();
  });
  afterEach(() => world.cognito.close());
  return world;
}
