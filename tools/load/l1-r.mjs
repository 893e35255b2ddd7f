import { fillLog } from "./src/bench/log/fill-log.ts";
import { openEventLog } from "./src/bench/log/open-event-log.ts";
import { sampleEvents } from "./src/bench/log/sample-events.ts";
const f="/tmp/l1p/x.db";
import { rmSync, statSync } from "node:fs"; for (const s of ["","-wal","-shm"]) rmSync(f+s,{force:true});
let c=process.cpuUsage(), t=performance.now(); await fillLog(f, 20000); let u=process.cpuUsage(c); console.log("fill 20000", performance.now()-t, "cpu", u.user/1000, statSync(f).size/20000);
for (let i=0;i<3;i++){ const e=openEventLog(f); const c=process.cpuUsage(); const t=performance.now(); await e.ledger(); const u=process.cpuUsage(c); console.log("replay 20000 ms", performance.now()-t, "cpu", u.user/1000, u.system/1000); await e.close(); }
for (const s of ["","-wal","-shm"]) rmSync(f+"2"+s,{force:true});
const e=openEventLog(f+"2"); const s=sampleEvents(3000); c=process.cpuUsage(); t=performance.now(); for (const x of s) await e.append([x]); u=process.cpuUsage(c); console.log("append each", (performance.now()-t)/3000,"cpu",u.user/3e6,u.system/3e6);
