/** As in package.json; a constant, because the bundle has no package.json beside it. */
export const version = "0.1.0";
