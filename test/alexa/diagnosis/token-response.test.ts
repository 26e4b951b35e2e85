import fc from "fast-check";
import { unverifiedClaims } from "../../../alexa/diagnosis/link-evidence";
import { readTokenResponse } from "../../../alexa/diagnosis/token-response";

describe("token responses and claims", () => {
  test("are read without an exception, whatever they are", () => {
    fc.assert(
      fc.property(fc.integer(), fc.oneof(fc.string(), fc.json()), (status, body) => {
        const { answer, tokens } = readTokenResponse(status, body);
        expect(tokens !== undefined).toBe(answer.kind === "tokens");
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.string(), (token) => {
        unverifiedClaims(token);
      }),
    );
  });

  test("survive a round trip", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.nat(),
        fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
        (accessToken, expiresInSeconds, refreshToken) => {
          const body = {
            access_token: accessToken,
            token_type: "bearer",
            expires_in: expiresInSeconds,
            refresh_token: refreshToken,
          };
          expect(readTokenResponse(200, JSON.stringify(body)).tokens).toEqual({
            accessToken,
            expiresInSeconds,
            refreshToken,
          });
        },
      ),
    );
  });
});
