import { Download, Image as ImageSign, Printer } from 'lucide-react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { under } from '../../../shared/address/base';
import { AddFilter, Conditions } from '../../../shared/filter/Conditions';
import conditions from '../../../shared/filter/Conditions.module.css';
import { weekdayClock } from '../../../shared/format/time';
import { useDesk } from '../../../shared/store/desk';
import { join } from '../../../shared/ui/join';
import { ReportTabs } from '../../../shared/ui/ReportTabs';
import toolbar from '../../../shared/ui/toolbar.module.css';
import { sharedPart } from '../address/address';
import { savePicture } from '../picture/picture';
import ui from '../../../shared/ui/ui.module.css';
import { PeriodOnPaper, PeriodPicker } from './PeriodPicker';
import type { ReportView } from './useReportView';
import { useReportKeys } from './useReportKeys';
import styles from './ReportPage.module.css';

/** Figures as a file. */
export interface CsvFile {
  text: string;
  href: string;
}

interface Props {
  view: ReportView;
  /** The figures as files, by where they are. */
  csv: readonly CsvFile[];
  /** What a picture shows, and what its file is called. */
  picture: React.RefObject<HTMLElement | null>;
  pictureName: string;
  /** When the ITSM was read, ms; null = not yet. */
  readAt: number | null;
  /** What stands at the right of the filter row. */
  choices?: React.ReactNode;
  /** What the words below mean. */
  note: string;
  children: React.ReactNode;
}

/** What flow and patterns have around them: tabs and files, period and filter, and when it was read. */
export function ReportPage({ view, csv, picture, pictureName, readAt, choices, note, children }: Props) {
  const { address, change, filter, zone } = view;
  useReportKeys(view);
  return (
    <div className={styles.page}>
      <div className={join(toolbar.top, styles.bar)}>
        <h2>Reports</h2>
        <ReportTabs along={sharedPart(address)} />
        <div className={join(toolbar.tools, styles.tools)}>
          <Files csv={csv} />
          <button type="button" className={toolbar.button} onClick={() => savePicture(picture.current, pictureName)}>
            <ImageSign size="1rem" strokeWidth={1.5} aria-hidden="true" />
            <span>PNG</span>
          </button>
          <PrintButton />
        </div>
      </div>
      <div className={join(toolbar.second, styles.bar)}>
        <PeriodPicker view={view} />
        <Conditions view={filter} />
        <AddFilter view={filter} className={conditions.plain} />
        <button
          type="button"
          className={toolbar.toggle}
          aria-pressed={address.isTable}
          onClick={() => change({ isTable: !address.isTable })}
        >
          Show as table
        </button>
        {choices && <div className={styles.choices}>{choices}</div>}
      </div>
      <PeriodOnPaper view={view} />
      {children}
      <p className={styles.read}>
        {[readAt === null ? '' : `Read ${weekdayClock(readAt, zone)}, `, `whole days, ${zone}. `, note].join('')}
      </p>
    </div>
  );
}

function Files({ csv }: { csv: readonly CsvFile[] }) {
  const [first] = csv;
  if (first && csv.length === 1)
    return (
      <a className={toolbar.button} href={under(first.href)} download="">
        <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <span>CSV</span>
      </a>
    );
  return (
    <MenuTrigger>
      <Button className={toolbar.button ?? ''}>
        <Download size="1rem" strokeWidth={1.5} aria-hidden="true" />
        <span>CSV</span>
      </Button>
      <Popover className={ui.popover ?? ''} placement="bottom end" offset={6}>
        <Menu className={ui.menu ?? ''} aria-label="The figures as CSV">
          {csv.map(({ text, href }) => (
            <MenuItem key={text} href={under(href)} {...{ download: '' }} textValue={text} className={ui.item ?? ''}>
              {text}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The browser's print: the sheet alone. */
export const PrintButton = () => (
  <button type="button" className={toolbar.button} onClick={() => window.print()}>
    <Printer size="1rem" strokeWidth={1.5} aria-hidden="true" />
    <span>Print</span>
  </button>
);

/** In place of a page of reports while the desk is not known yet. */
export const WaitingPage = () => <div className={styles.page} aria-busy="true" />;

/** A name that a file of this desk gets. */
export const useFileName = (what: string, from: string, to: string): string => {
  const desk = useDesk((state) => state.desk?.name ?? '');
  return `${desk} ${what} ${from} ${to}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-').toLowerCase();
};
