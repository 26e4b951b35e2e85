import { Deadline } from "../../../lambda/library/deadline";

test("the time left shrinks to nothing and no further", async () => {
  const deadline = Deadline.in(20);
  expect(deadline.remainingMs).toBeGreaterThan(0);

  await new Promise((resolve) => setTimeout(resolve, 40));

  expect(deadline.remainingMs).toBe(0);
  expect(Deadline.in(-500).remainingMs).toBe(0);
});

test("work that is done in time wins", async () => {
  expect(await Deadline.in(1000).race(Promise.resolve("done"), "late")).toBe("done");
});

test("work that is not done in time is not waited for", async () => {
  expect(await Deadline.in(10).race(new Promise(() => undefined), "late")).toBe("late");
});

test("work that fails in time fails, and work that fails late harms nobody", async () => {
  await expect(Deadline.in(1000).race(Promise.reject(new Error("no")), undefined)).rejects.toThrow("no");

  const late = new Promise((_, reject) => setTimeout(reject, 30, new Error("too late")));
  expect(await Deadline.in(5).race(late, "late")).toBe("late");
  await new Promise((resolve) => setTimeout(resolve, 50));
});
