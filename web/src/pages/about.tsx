// What the words of these pages mean: an event, an account, an independent source, in plain words. No program knows more than it was told;
// this page says where its knowledge ends.
import { t } from "../i18n";
import { QuadShape } from "../ui";

const sections = ["event", "report", "account", "source", "disagreement", "status", "certainty", "limits"];

/** About is the page. */
export default function About() {
  return (
    <div class="about">
      <h1>{t("about.title")}</h1>
      <p class="standfirst">{t("about.lead")}</p>
      <ol class="steps">
        {["1", "2", "3"].map((n) => (
          <li key={n}>{t(`about.step.${n}`)}</li>
        ))}
      </ol>
      {sections.map((s) => (
        <section key={s} aria-labelledby={`about-${s}`}>
          <h2 id={`about-${s}`}>{t(`about.${s}.title`)}</h2>
          <p>{t(`about.${s}.text`)}</p>
        </section>
      ))}
      <section aria-labelledby="about-colours">
        <h2 id="about-colours">{t("about.colours.title")}</h2>
        <ul class="plain-list">
          {[1, 2, 3, 4].map((q) => (
            <li key={q}>
              <b class={`q${q}`}>
                <QuadShape quad={q} /> {t(`quad.${q}`)}
              </b>{" "}
              – {t(`about.quad.${q}`)}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="about-keys">
        <h2 id="about-keys">{t("keys")}</h2>
        <p>
          <kbd>/</kbd> {t("keys.search")} · <kbd>j</kbd> {t("keys.next")} · <kbd>k</kbd> {t("keys.previous")} · <kbd>?</kbd> {t("keys.help")}
        </p>
      </section>
    </div>
  );
}
