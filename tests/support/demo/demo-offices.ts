/** The workstations that the demo shows: headquarters, two branches, and a second PC of one branch. */
export interface DemoOffice {
  /** Name of its folder in the demo's data. */
  readonly folder: 'sh' | 'bj' | 'gz' | 'bj2';
  readonly office: string;
  readonly title: string;
  /** Who is signed in. */
  readonly person: string;
}

export const HEADQUARTERS: DemoOffice = { folder: 'sh', office: 'SH', title: '上海总部 · Shanghai, headquarters', person: '张伟' };
export const BEIJING: DemoOffice = { folder: 'bj', office: 'BJ', title: '北京分公司 · Beijing', person: '李娜' };
export const GUANGZHOU: DemoOffice = { folder: 'gz', office: 'GZ', title: '广州分公司 · Guangzhou', person: '陈伟强' };
/** Part of every demo's past, shown on request. */
export const SECOND_BEIJING: DemoOffice = { folder: 'bj2', office: 'BJ', title: '北京分公司 · Beijing, second PC', person: '王磊' };

export const ALL_OFFICES = [HEADQUARTERS, BEIJING, GUANGZHOU, SECOND_BEIJING] as const;

export function shownOffices(secondBeijing: boolean): readonly DemoOffice[] {
  return ALL_OFFICES.filter((office) => secondBeijing || office !== SECOND_BEIJING);
}
