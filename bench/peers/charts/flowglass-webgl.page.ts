import { servePeer } from "../page/serve-peer.ts";
import { openFlowglass } from "./flowglass-chart.ts";

servePeer(openFlowglass("webgl"));
