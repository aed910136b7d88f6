import { stand } from "./page";
stand("en");
const { says } = await import("./sentences");
await says("en");
