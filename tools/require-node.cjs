// Runs first and under whatever Node there is, hence the old syntax: an old Node gets one line instead of a stack trace.
"use strict";

var needed = [22, 13];

/** What to do about a Node that is too old, in one line; empty for one that will do. */
function complaint(version, platform, arch) {
  var parts = version.split(".");
  var major = Number(parts[0]);
  if (major > needed[0] || (major === needed[0] && Number(parts[1]) >= needed[1])) return "";
  var start = "Node " + needed.join(".") + " or newer is needed, this is " + version + " on " + platform + " " + arch;
  return platform === "linux" && (arch === "x64" || arch === "arm64")
    ? start + ": npm ci --ignore-scripts brings Node 24, unless optional packages are left out."
    : start + ": please install Node 24 (npm brings one along for linux x64 and arm64 only).";
}

module.exports = { complaint: complaint };

if (require.main === module) {
  var line = complaint(process.versions.node, process.platform, process.arch);
  if (line) {
    console.error(line);
    process.exit(1);
  }
}
