/**
 * What data of events often says, in the order in which it says it; what comes last is the cheapest to refer to. Packed data refers
 * to it by place: it is never changed, or what was written can no longer be read. \u0001 and \u0002 stand for ids and times.
 */
export const oftenSaid = [
  "already another cannot could should would before after because where which there their about into only every other same ",
  "branch build button check class client code column command comment commit component config database delete deploy docs ",
  "documentation endpoint error example failed failing feature field function handler import interface issue library line login ",
  "merge message method migration missing module number object option package page parameter path permission please port project ",
  "query refactor release remove rename replace report request response result return review route schema script search server ",
  "service session setting string style table template timeout token type update upgrade user value variable version warning ",
  "workflow write wrong create change implement improve make mend run use add added all any are been but can does each fix fixed ",
  "for from has have how its now not of on open opened or out per pull request so than them then they this tests test that the ",
  "its coding CLI is starting, its coding CLI does not answer, its machine is not connected, the workspace, build failed: ",
  '"agent_name":"","project":"","role":"coder","owner_id":"\u0001","backend":"chats"}agentapi"}tasks"}',
  '{"alert_id":"token_expires-coder_unreachable-fleet_busy-deleted_by_others-task_too_long-waiting_for_answer-no_output-',
  'delete_failed-start_failed-offline-","rule":"task_failed","severity":"info","critical","warning","cause":"\u0001","evidence":"',
  '","by":"manager","note":"others"}us"}observer"}',
  '{"url":"https://gitlab.com/https://git.https://github.com/-/merge_requests//pull/","status":"closed","merged","open",',
  '"check_status":"failing"}pending"}passing"}{"healthy":false,"reason":"{"healthy":true}',
  '{"from":"canceling","to":"canceled","deleting","to":"deleted","failed","offline","pending","to":"starting","stopping","to":"stopped",',
  '"reason":"","build_id":"\u0001"}{"build_id":"\u0001"}{"task_id":"\u0001"}',
  '{"input_id":"\u0001","task_id":"\u0001","input_type":"answer","input":"y","key","input":"enter","text","input":"',
  '{"from":"starting","to":"idle","report_at":"\u0002","build_id":"\u0001"}',
  '{"report_at":"\u0002","task_id":"observed-","task":"Please ","origin":"observed"}',
  '","duration_ms":0,"reported":false}{"report_at":"\u0002","task_id":"\u0001","outcome":"I have ","duration_ms":1,"reported":true}',
  '{"task_id":"\u0001","task":"","origin":"ordered"}',
  '"input_type":"task","delivery":"refused"}unknown"}',
  '{"from":"idle","to":"busy","report_at":"\u0002","build_id":"\u0001"}{"from":"busy","to":"idle","report_at":"\u0002","build_id":"\u0001"}',
  '{"input_id":"\u0001","task_id":"\u0001","input_type":"task","delivery":"sending"}',
  '{"input_id":"\u0001","task_id":"\u0001","input_type":"task","delivery":"delivered"}',
].join("");
