import { describe, expect, it } from "@jest/globals";
import { allClients } from "./all-clients.ts";

const server = { command: "/bin/node", args: ["/a b/server.js", "--demo"] };

describe("allClients", () => {
  it.each(allClients.map((client) => [client.title, client] as const))(
    "tells %s where the server is, at an exact version",
    (_title, client) => {
      const { files = {}, args } = client.attempt("/modules", server);

      const told = [...Object.values(files), ...args].join("\n");
      expect(told).toContain("/bin/node");
      expect(told).toContain("/a b/server.js");
      expect(client.version).toMatch(/^\d+[.]\d+[.]\d+$/);
    },
  );

  it("names each client once", () => {
    const titles = allClients.map(({ title }) => title);

    expect(titles).toHaveLength(new Set(titles).size);
  });
});
