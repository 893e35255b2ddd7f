import { describe, expect, it } from "@jest/globals";
import { anyCall, useCassettes } from "@fleet-mcp/testing";
import { makeServices } from "../../test/make-services.ts";
import { makeRow } from "../../test/make-row.ts";
import { refusal, scriptCoder } from "../../test/script-coder.ts";
import { scriptProjects } from "../../test/script-projects.ts";

const cassettes = useCassettes();

/** As Coder refuses it (recorded as tasks/create-name-taken, which knows nobody who holds the name). */
const taken = {
  status: 409,
  json: {
    message: 'Workspace "otter" already exists.',
    validations: [{ field: "name", detail: "This value is already in use and should be unique." }],
  },
};

function createOtter() {
  scriptProjects(cassettes, [{ name: "shop-backend", isTaskCapable: true }]);
  cassettes.answer("POST", "/api/v2/tasks/me", taken);
  const request = { name: "otter", project: "shop-backend", task: "Sing", waitSeconds: 0 };
  return makeServices().creation.create(request, anyCall());
}

describe("nameTaken", () => {
  it("points to the agent that has the name", async () => {
    scriptCoder(cassettes).foundByName(makeRow());

    await expect(createOtter()).rejects.toMatchObject({
      code: "already_exists",
      message: 'There is an agent "otter" already.',
      hint: "Choose another name, or give that agent the work with start_agent_task.",
    });
  });

  it("says that waiting helps while an agent of that name is being deleted", async () => {
    scriptCoder(cassettes).foundByName(makeRow({ status: "deleting", build: 2 }));

    await expect(createOtter()).rejects.toMatchObject({
      code: "already_exists",
      message: 'The name "otter" is still held by an agent that is being deleted.',
      hint: "Try again in a moment, or choose another name.",
    });
  });

  it("tells of a workspace that list_agents does not show", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", refusal(404, "Resource not found"));

    await expect(createOtter()).rejects.toMatchObject({
      code: "already_exists",
      message: 'The name "otter" is taken by a workspace that is no agent.',
    });
  });

  it("passes on why the holder cannot be looked up", async () => {
    cassettes.answer("GET", "/api/v2/users/me/workspace/otter", refusal(401, "Signed out."));

    await expect(createOtter()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
