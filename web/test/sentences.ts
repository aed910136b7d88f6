// What a reader of each language would say, for the same events.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadStrings } from "../src/i18n";
import { loadNames } from "../src/names";
import { sentence, type Told } from "../src/sentence";

const tha = { key: "THA/MIL", country: "THA", sector: "MIL" };
const khm = { key: "KHM/CVL", country: "KHM", sector: "CVL" };
const police = { key: "IND/COP", country: "IND", sector: "COP" };
const farmers = { key: "IND/AGR", country: "IND", sector: "AGR" };
const usa = { key: "USA/", name: "United States", country: "USA", names: { en: "United States", mr: "अमेरिका", hi: "अमेरिका" } };
const india = { key: "IND/", name: "India", country: "IND", names: { en: "India", mr: "भारत", hi: "भारत" } };
const modi = { key: "kb:modi", name: "Narendra Modi", country: "IND", sector: "GOV", person: true, names: { en: "Narendra Modi", mr: "नरेंद्र मोदी", hi: "नरेंद्र मोदी" } };
const maoists = { key: "kb:m", name: "Maoists", country: "IND", sector: "REB", names: { en: "Maoists", mr: "माओवादी", hi: "माओवादी" } };
const words = { key: "ट्रकचालक", text: { mr: "ट्रकचालक" } };
const hostile = { key: "x", text: { mr: "अ\u202Eब\u2066क" } };

const told = (event: string, mode: string, actor: Told["actor"], recipient: Told["recipient"], more: Partial<Told> = {}): Told => ({
  event,
  mode: mode ? [mode] : [],
  status: "actual",
  actor,
  recipient,
  ...more,
});

const events: Record<string, Told> = {
  fired: told("ASSAULT", "firearms", [tha], [khm]),
  home: told("ASSAULT", "crowd-control", [police], [farmers], { place: { country: "IND" } }),
  abroad: told("COERCE", "arrest", [police], [farmers]),
  states: told("CONSULT", "", [usa], [india]),
  person: told("CONSULT", "phone", [modi], [usa]),
  together: told("CONSULT", "", [india, usa], []),
  group: told("ASSAULT", "firearms", [police], [maoists], { place: { country: "IND" } }),
  nobody: told("ASSAULT", "explosives", [], [khm]),
  planned: told("PROTEST", "strike", [farmers], [], { status: "planned", place: { country: "IND" } }),
  denied: told("ASSAULT", "drone", [usa], [india], { status: "negated" }),
  alone: told("ACCUSE", "", [usa], []),
  words: told("RETREAT", "release", [india], [words]),
  hostile: told("AID", "", [india], [hostile]),
  newMode: told("ASSAULT", "a-mode-of-tomorrow", [usa], [india]),
};

const want: Record<string, Record<keyof typeof events, string>> = {
  en: {
    fired: "Thai military fired on Cambodian civilians",
    home: "Police used batons, gas or water on farmers",
    abroad: "Indian police arrested farmers",
    states: "United States held talks with India",
    person: "Narendra Modi spoke on the phone with United States",
    together: "India and United States held talks",
    group: "Police fired on Maoists",
    nobody: "Bomb attack on Cambodian civilians",
    planned: "Farmers: strike",
    denied: "United States: drone strike on India",
    alone: "United States made accusations",
    words: "India released “ट्रकचालक”",
    hostile: "India gave aid to “अबक”",
    newMode: "United States attacked India",
  },
  mr: {
    fired: "थाई लष्कराने कंबोडियन नागरिकांवर गोळीबार केला",
    home: "पोलिसांनी शेतकऱ्यांवर बळाचा वापर केला",
    abroad: "भारतीय पोलिसांनी शेतकऱ्यांना अटक केली",
    states: "अमेरिकेने भारताशी चर्चा केली",
    person: "नरेंद्र मोदी यांनी अमेरिकेशी दूरध्वनीवर चर्चा केली",
    together: "भारत आणि अमेरिका यांनी चर्चा केली",
    group: "पोलिसांनी माओवाद्यांवर गोळीबार केला",
    nobody: "कंबोडियन नागरिकांवर स्फोटकांनी हल्ला",
    planned: "शेतकरी: संप",
    denied: "अमेरिका: भारतावर ड्रोन हल्ला",
    alone: "अमेरिकेने आरोप केले",
    words: "भारताने “ट्रकचालक” यांची सुटका केली",
    hostile: "भारताने “अबक” यांना मदत केली",
    newMode: "अमेरिकेने भारतावर हल्ला केला",
  },
  hi: {
    fired: "थाई सेना ने कंबोडियाई नागरिकों पर गोलीबारी की",
    home: "पुलिस ने किसानों पर बल प्रयोग किया",
    abroad: "भारतीय पुलिस ने किसानों को गिरफ्तार किया",
    states: "अमेरिका ने भारत से बातचीत की",
    person: "नरेंद्र मोदी ने अमेरिका से फोन पर बातचीत की",
    together: "भारत और अमेरिका ने बातचीत की",
    group: "पुलिस ने माओवादियों पर गोलीबारी की",
    nobody: "कंबोडियाई नागरिकों पर विस्फोटकों से हमला",
    planned: "किसान: हड़ताल",
    denied: "अमेरिका: भारत पर ड्रोन हमला",
    alone: "अमेरिका ने आरोप लगाए",
    words: "भारत ने “ट्रकचालक” को रिहा किया",
    hostile: "भारत ने “अबक” की मदद की",
    newMode: "अमेरिका ने भारत पर हमला किया",
  },
};

/** says holds every event to what a reader would say. */
export async function says(lang: string): Promise<void> {
  await Promise.all([loadStrings(), loadNames()]);
  for (const [name, event] of Object.entries(events)) {
    test(`${lang}: ${name}`, () => assert.equal(sentence(event), want[lang]?.[name]));
  }
}
