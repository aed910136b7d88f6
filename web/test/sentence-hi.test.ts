import { stand } from "./page";
stand("hi");
const { says } = await import("./sentences");
await says("hi");
