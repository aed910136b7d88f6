// What an event is called in running text.
import { has, t } from "../i18n";

/** typeWords names a type with its modes: "Attack: gunfire". */
export function typeWords(type: string, modes: string[]): string {
  const name = has(`type.${type}`) ? t(`type.${type}`) : type;
  const how = modes.map((m) => (has(`mode.${type}.${m}`) ? t(`mode.${type}.${m}`) : m)).join(", ");
  return how ? `${name}: ${how}` : name;
}
