import { strToU8, unzipSync, zipSync } from "fflate";
import type { Files, Manifest } from "./skill-package-zip";
import { MODELS, read, skillPackage, zipped } from "./skill-package-zip";
import { SKILL, SKILL_OF_OTHERS, SmapiWorld, VENDOR } from "./smapi-world";

describe("skill packages at the stand-in for SMAPI", () => {
  let world: SmapiWorld;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    world = await SmapiWorld.start({ now: () => now });
  });

  afterEach(() => world.stop());

  const startImport = async (zip: Uint8Array) =>
    world.json("POST", `/v1/skills/${SKILL}/imports`, { location: await world.upload(zip) });

  const exported = async (): Promise<Files> => {
    const started = await world.send("POST", `/v1/skills/${SKILL}/stages/development/exports`);
    const { body } = await world.poll(started.headers.get("location") ?? "");
    const zip = await world.send("GET", body.skill.location, undefined, { authorization: undefined });
    return unzipSync(zip.body);
  };

  test("are imported, and exported as they were", async () => {
    const files = skillPackage(undefined, { "assets/images/icon.png": new Uint8Array([1, 2, 3]) });

    const { body } = await world.import(zipSync(files));

    expect(body).toMatchObject({ status: "SUCCEEDED", skill: { skillId: SKILL, eTag: expect.any(String) } });
    expect(
      body.skill.resources.map(({ name, status, action }: Record<string, string>) => [name, status, action]),
    ).toEqual([
      ["Manifest", "SUCCEEDED", "UPDATE"],
      ...["de-DE", "en-GB", "en-US"].map((locale) => [`InteractionModel.${locale}`, "SUCCEEDED", "UPDATE"]),
    ]);
    expect(Object.fromEntries(world.smapi.skillPackage(SKILL) ?? [])).toEqual(files);
    expect(await exported()).toEqual(files);
    const manifest = await world.send("GET", `/v1/skills/${SKILL}/stages/development/manifest`);
    expect(manifest.body).toEqual(JSON.parse(Buffer.from(files["skill.json"] as Uint8Array).toString()));
    expect(manifest.headers.get("etag")).toBe(body.skill.eTag);
  });

  test("of a skill made in the console can be exported before any import", async () => {
    expect(Object.keys(await exported())).toEqual(["interactionModels/custom/en-US.json", "skill.json"]);
    expect(world.smapi.skillPackage(SKILL)).toBeUndefined();
  });

  test("are told to be in progress for some polls", async () => {
    world.smapi.faults.pollsInProgress = 3;
    const path = (await startImport(zipped())).headers.get("location") ?? "";

    const answers = [1, 2, 3, 4].map(() => world.send("GET", path));
    const bodies = (await Promise.all(answers)).map(({ body }) => body);

    expect(path).toMatch(/^\/v1\/skills\/imports\/amzn1\.ask-package\.import\./);
    expect(bodies.map(({ status }) => status).sort()).toEqual([...Array(3).fill("IN_PROGRESS"), "SUCCEEDED"]);
    expect(bodies.filter(({ skill }) => skill?.resources[0].status === "IN_PROGRESS")).toHaveLength(2);
  });

  test("make a new skill", async () => {
    const location = await world.upload(zipped());

    const started = await world.json("POST", "/v1/skills/imports", { vendorId: VENDOR, location });
    const { body } = await world.poll(started.headers.get("location") ?? "");

    expect(started.status).toBe(202);
    expect(body.skill.skillId).toMatch(/^amzn1\.ask\.skill\.[0-9a-f-]{36}$/);
    expect(body.skill.resources[0]).toEqual({ name: "Manifest", status: "SUCCEEDED", action: "CREATE" });
    expect(world.smapi.skillPackage(body.skill.skillId)?.size).toBe(4);
  });

  test("make no skill when something is wrong, and none for another vendor", async () => {
    const broken = await world.upload(zipSync({}));
    const started = await world.json("POST", "/v1/skills/imports", { vendorId: VENDOR, location: broken });
    const { body } = await world.poll(started.headers.get("location") ?? "");
    const other = await world.json("POST", "/v1/skills/imports", { vendorId: "M2", location: broken });

    expect(body.status).toBe("FAILED");
    expect(body.skill).not.toHaveProperty("skillId");
    expect(other.status).toBe(403);
  });

  test("are imported only under the present entity tag", async () => {
    const { body } = await world.import(zipped());

    const present = await world.import(zipped(), { "if-match": body.skill.eTag });
    const old = await world.import(zipped(), { "if-match": body.skill.eTag });

    expect(present.body.status).toBe("SUCCEEDED");
    expect(present.body.skill.eTag).not.toBe(body.skill.eTag);
    expect(old.status).toBe(412);
  });

  test("are not imported while another import is in progress", async () => {
    await startImport(zipped());

    const second = await startImport(zipped());
    now += 10_000;
    const later = await startImport(zipped());

    expect([second.status, later.status]).toEqual([409, 202]);
  });

  test.each([
    ["a skill that does not exist", "amzn1.ask.skill.none", 404],
    ["a skill of another vendor", SKILL_OF_OTHERS, 403],
  ])("are neither imported into %s nor exported from it", async (_, skillId, status) => {
    const location = await world.upload(zipped());

    const answers = [
      await world.json("POST", `/v1/skills/${skillId}/imports`, { location }),
      await world.send("POST", `/v1/skills/${skillId}/stages/development/exports`),
    ];

    expect(answers.map((it) => it.status)).toEqual([status, status]);
  });

  test.each([
    ["somewhere else", { location: "https://example.com/package.zip" }],
    ["nowhere", { location: "x" }],
    ["no location", {}],
    ["an unknown key", { location: "x", skillId: SKILL }],
  ])("are not fetched from %s", async (_, body) => {
    const answer = await world.json("POST", `/v1/skills/${SKILL}/imports`, body);

    expect(answer.status).toBe(400);
    expect(answer.body.violations).not.toEqual([]);
  });

  test("are not imported from an upload URL to which nothing was sent", async () => {
    const { body } = await world.send("POST", "/v1/skills/uploads");

    expect((await world.json("POST", `/v1/skills/${SKILL}/imports`, { location: body.uploadUrl })).status).toBe(400);
  });

  test("are not imported from an upload URL with another signature", async () => {
    const location = `${await world.upload(zipped())}x`;

    expect((await world.json("POST", `/v1/skills/${SKILL}/imports`, { location })).status).toBe(400);
  });

  test.each(["imports", "exports"])("%s that nobody began are not there", async (kind) => {
    expect((await world.send("GET", `/v1/skills/${kind}/amzn1.ask-package.none`)).status).toBe(404);
  });

  describe("are refused", () => {
    const firstError = async (zip: Uint8Array): Promise<string> => {
      const { body } = await world.import(zip);
      expect(body.status).toBe("FAILED");
      expect(world.smapi.skillPackage(SKILL)).toBeUndefined();
      const failed = body.skill.resources.find(({ status }: Record<string, string>) => status === "FAILED");
      return (failed ?? body).errors[0].message;
    };

    const cases: [string, (manifest: Manifest) => void, string][] = [
      [
        "a name of one letter",
        (it) => {
          it.publishingInformation.locales["en-US"].name = "x";
        },
        "en-US.name",
      ],
      [
        "a long summary",
        (it) => {
          it.publishingInformation.locales["en-US"].summary = "x".repeat(161);
        },
        "0 to 160",
      ],
      [
        "a long description",
        (it) => {
          it.publishingInformation.locales["de-DE"].description = "x".repeat(4001);
        },
        "0 to 4000",
      ],
      [
        "five example phrases",
        (it) => {
          it.publishingInformation.locales["en-US"].examplePhrases = Array(5).fill("Alexa");
        },
        "0 to 4",
      ],
      [
        "31 keywords",
        (it) => {
          it.publishingInformation.locales["en-US"].keywords = Array(31).fill("x");
        },
        "0 to 30",
      ],
      [
        "no locale",
        (it) => {
          it.publishingInformation.locales = {};
        },
        "is empty",
      ],
      [
        "an endpoint that is neither",
        (it) => {
          it.apis.custom.endpoint.uri = "http://example.com";
        },
        "^(arn|https://)",
      ],
      [
        "an ARN that is no function's",
        (it) => {
          it.apis.custom.endpoint.uri = "arn:aws:s3:::bucket";
        },
        "arn:aws:lambda",
      ],
      [
        "a region that Alexa has not",
        (it) => {
          it.apis.custom.regions = { US: it.apis.custom.regions.EU };
        },
        '"US"',
      ],
      [
        "subscriptions without an endpoint",
        (it) => {
          delete it.events.endpoint;
        },
        '"endpoint"',
      ],
      [
        "an event that does not exist",
        (it) => {
          it.events.subscriptions = [{ eventName: "SKILL_ACCOUNT_UNLINKED" }];
        },
        "SKILL_ACCOUNT_LINKED",
      ],
      [
        "an unknown key",
        (it) => {
          it.accountLinking = {};
        },
        '"accountLinking"',
      ],
      [
        "countries beside everywhere",
        (it) => {
          it.publishingInformation.distributionCountries = ["US"];
        },
        "is not expected",
      ],
      [
        "another version",
        (it) => {
          it.manifestVersion = "2.0";
        },
        "1.0",
      ],
    ];

    test.each(cases)("with %s in the manifest", async (_, change, words) => {
      expect(await firstError(zipped(change))).toContain(words);
    });

    test("as they lie in this project, before anybody filled in the endpoint of events", async () => {
      const files = { ...skillPackage(), "skill.json": read("skill.json") };

      expect(await firstError(zipSync(files))).toContain('is missing the property "endpoint"');
    });

    test("but not without the interaction model of a locale", async () => {
      const files = skillPackage();
      delete files["interactionModels/custom/de-DE.json"];

      const { body } = await world.import(zipSync(files));

      const statuses = body.skill.resources.map(({ name, status }: Record<string, string>) => `${name} ${status}`);
      expect(statuses).toEqual([
        "Manifest SUCCEEDED",
        "InteractionModel.en-GB SUCCEEDED",
        "InteractionModel.en-US SUCCEEDED",
      ]);
    });

    test.each([
      ["a model that is no JSON", { "interactionModels/custom/en-US.json": strToU8("{") }, "not valid JSON"],
      [
        "a model without intents",
        {
          "interactionModels/custom/en-US.json": strToU8(
            '{"interactionModel":{"languageModel":{"invocationName":"my skill"}}}',
          ),
        },
        '"intents"',
      ],
      ["a manifest that is no JSON", { "skill.json": strToU8("manifest") }, "not valid JSON"],
      ["a manifest without its wrapper", { "skill.json": strToU8("{}") }, '"manifest"'],
      ["a path that leads out of it", { "../evil": strToU8("x") }, "path is not allowed"],
      ["an absolute path", { "/evil": strToU8("x") }, "path is not allowed"],
      ["a path of another system", { "assets\\evil": strToU8("x") }, "path is not allowed"],
    ])("with %s", async (_, more, words) => {
      expect(await firstError(zipped(undefined, more as Files))).toContain(words);
    });

    test("with a folder around everything", async () => {
      expect(await firstError(zipSync({ "skill-package": skillPackage() }))).toContain("missing skill.json");
    });

    test.each([
      ["no zip", strToU8("PK\x03\x04 nonsense")],
      ["nothing", new Uint8Array()],
      ["half a zip", zipped().subarray(0, 500)],
      ["broken inside", zipped().map((byte, index) => (index > 100 && index < 800 ? 0xff : byte))],
    ])("when they are %s", async (_, zip) => {
      expect(await firstError(zip)).toMatch(/not a valid zip|not valid JSON/);
    });

    test("when they would be too large unpacked", async () => {
      const bomb = Buffer.from(zipped());
      // In the central directory, the size of the first file when it is unpacked.
      bomb.writeUInt32LE(51 * 1024 * 1024, bomb.indexOf("PK\x01\x02") + 24);

      expect(await firstError(bomb)).toContain("too large");
    });

    test("when an interaction model is too large to be built, its white space not counted", async () => {
      const [path = ""] = MODELS;
      const model = JSON.parse(new TextDecoder().decode(read(path)));
      const values = (count: number) =>
        Array.from({ length: count }, (_, n) => ({
          name: { value: `a rather long value number ${n} ${"x".repeat(1000)}` },
        }));
      const text = (count: number): string => {
        model.interactionModel.languageModel.types = [{ name: "Plant", values: values(count) }];
        return JSON.stringify(model, undefined, 60);
      };
      const full = JSON.stringify(JSON.parse(text(1500)));
      expect(full.length).toBeGreaterThan(1_500_000);
      expect(await firstError(zipped(undefined, { [path]: strToU8(full) }))).toContain("at most 1500000 can be built");
      const roomy = text(310).replaceAll("\n", `\n${" ".repeat(700)}`);
      expect(roomy.length).toBeGreaterThan(1_200_000);
      expect(JSON.stringify(model).length).toBeLessThan(400_000);
      const { body } = await world.import(zipped(undefined, { [path]: strToU8(roomy) }));
      expect(body).toMatchObject({ status: "SUCCEEDED" });
    });

    test("when they have a file twice", async () => {
      const zip = Buffer.from(zipped(undefined, { "assets/one": strToU8("x"), "assets/two": strToU8("y") }));
      for (let at = zip.indexOf("assets/two"); at >= 0; at = zip.indexOf("assets/two")) {
        zip.write("assets/one", at);
      }

      expect(await firstError(zip)).toContain('"assets/one" twice');
    });

    test("when they have too many files", async () => {
      const names = Array.from({ length: 1001 }, (_, n) => [`assets/${n}`, new Uint8Array()]);

      expect(await firstError(zipSync(Object.fromEntries(names)))).toContain("too large");
    });
  });

  test("that hold account linking are imported without it, with a warning", async () => {
    const { body } = await world.import(zipped(undefined, { "accountLinking.json": strToU8("{}") }));

    expect(body.status).toBe("SUCCEEDED");
    expect(body.warnings).toEqual([
      { code: expect.any(String), message: expect.stringContaining("accountLinking.json") },
    ]);
    expect(world.smapi.skillPackage(SKILL)?.has("accountLinking.json")).toBe(false);
    expect(world.smapi.accountLinking(SKILL)).toBeUndefined();
  });
});
