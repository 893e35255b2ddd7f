/** A preset as Coder sends it. */
export const makePreset = (id: string, name: string, over: object = {}) => ({
  ID: id,
  Name: name,
  Description: "",
  Default: false,
  Parameters: null,
  ...over,
});

/** A parameter of a template version as Coder sends it. */
export const makeParameter = (name: string, over: object = {}) => ({
  name,
  type: "string",
  default_value: "",
  required: false,
  ephemeral: false,
  options: [],
  ...over,
});

/** A template as Coder sends it. */
export const makeTemplate = (name: string, over: object = {}) => ({
  id: `id-of-${name}`,
  name,
  display_name: "",
  description: "",
  organization_id: "organization-1",
  organization_name: "coder",
  active_version_id: `version-of-${name}`,
  deprecated: false,
  ...over,
});
