/** Settings of a server that keeps nothing on the disk and asks Coder for nothing that its test did not order. */
export const quiet = { FLEET_MCP_DATA_DIR: "none", FLEET_MCP_OBSERVE: "0" };
