import { type KeyboardEvent, type ReactElement, useEffect, useRef } from "react";
import { type SettingSection, type SettingSectionName, SETTINGS } from "../../state/setting-fields.ts";
import { changeAt, defaultAt, defaultsOf, valueAt } from "../../state/setting-values.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { AlertsTable } from "./alerts-table.tsx";
import { CutoffSettings } from "./cutoff-settings.tsx";
import { RulesForm } from "./rules-form.tsx";
import { SessionSettings } from "./session-settings.tsx";
import { SettingRow } from "./setting-row.tsx";
import { Switch } from "./switch.tsx";

/** Everything that can be set of what is drawn, listed and heard: one part for each, which opens and closes. Changes are seen at once and remembered. */
export function SettingsPanel(): ReactElement {
  const { choices } = useSession();
  const asked = useChoice((state) => state.settingsAt);
  const open = useChoice((state) => state.openSettings);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked === null) return;
    const { section } = asked;
    requestAnimationFrame(() => {
      const head = panel.current?.querySelector<HTMLElement>(section === null ? ".settings-head" : `[data-section="${section}"] .settings-head`);
      head?.focus();
      head?.scrollIntoView({ block: "start" });
    });
    choices.setState({ settingsAt: null });
  }, [asked, choices]);
  const toggle = (name: SettingSectionName): void => {
    choices.setState({ openSettings: open.includes(name) ? open.filter((one) => one !== name) : [...open, name] });
  };
  return (
    <div ref={panel} className="settings" onKeyDown={leaveOnEscape}>
      {SETTINGS.map((section) => (
        <Section key={section.name} section={section} isOpen={open.includes(section.name)} onToggle={() => toggle(section.name)} />
      ))}
    </div>
  );
}

/** Esc gives the keyboard back to the chart. */
function leaveOnEscape(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  event.preventDefault();
  document.querySelector<HTMLElement>(".chart-host")?.focus();
}

interface SectionProps {
  readonly section: SettingSection;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function Section({ section, isOpen, onToggle }: SectionProps): ReactElement {
  const { name, title, indicator } = section;
  const { chart } = useSession();
  const isShown = useChoice((state) => indicator !== null && state[indicator].shown);
  return (
    <section data-section={name}>
      <header>
        <button type="button" className="settings-head" aria-expanded={isOpen} onClick={onToggle}>
          <i aria-hidden="true" />
          {title}
        </button>
        {indicator === null ? null : <Switch label={`Show ${title}`} isOn={isShown} onChange={() => chart.run({ kind: "toggle-indicator", indicator })} />}
      </header>
      {isOpen ? <div className="settings-body">{contentOf(section)}</div> : null}
    </section>
  );
}

function contentOf(section: SettingSection): ReactElement {
  if (section.name === "cutoffs") return <CutoffSettings />;
  if (section.name === "session") return <SessionSettings />;
  if (section.name === "signals") return <AlertsTable />;
  if (section.name === "rules") return <RulesForm />;
  return <Fields section={section} />;
}

function Fields({ section: { title, fields } }: { readonly section: SettingSection }): ReactElement {
  const { choices } = useSession();
  const base = useChoice((state) => state);
  const volumeUnit = useReading((snapshot) => snapshot.instrument?.volumeUnit ?? "");
  const isAsFirst = fields.every(({ path }) => valueAt(base, path) === defaultAt(path));
  return (
    <>
      {fields.map((field) => (
        <SettingRow
          key={field.path.join(".")}
          field={field}
          base={base}
          preset={defaultAt(field.path)}
          volumeUnit={volumeUnit}
          onChange={(value) => choices.setState((state) => changeAt(state, field.path, value))}
        />
      ))}
      {fields.length < 2 ? null : (
        <button type="button" className="settings-defaults" disabled={isAsFirst} onClick={() => choices.setState((state) => defaultsOf(state, fields))}>
          Defaults of {title}
        </button>
      )}
    </>
  );
}
