import { stand } from "./page";
stand("mr");
const { says } = await import("./sentences");
await says("mr");
