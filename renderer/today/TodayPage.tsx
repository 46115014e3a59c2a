/**
 * What waits for this person: exceptions, goods to receive, due cards, reviews. The strip of counts always stands, so
 * that nothing moves when figures arrive or change; a count of nothing is quiet.
 */
import { ArrowDownToLine, GitCompareArrows, PackageX, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLive } from '../app/office-context.tsx';
import { useSession } from '../app/session.tsx';
import { CollisionChip } from '../design/Collision.tsx';
import { DueChip } from '../design/DueChip.tsx';
import { Day, Moment } from '../design/Moment.tsx';
import { Page, PageBody, Section } from '../design/Page.tsx';
import { PageHeader } from '../design/PageHeader.tsx';
import { useNow } from '../design/use-now.ts';
import { useLanguage } from '../i18n/index.ts';
import styles from './Today.module.css';

const CARDS = 14;
const ARTICLES = 6;

interface Waiting {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly tone: 'warn' | 'stop' | 'accent';
  readonly label: string;
  /** Undefined while it is not known. */
  readonly count: number | undefined;
  readonly address: string;
}

export function TodayPage() {
  const { t } = useTranslation();
  const language = useLanguage();
  const now = useNow();
  const { person, office } = useSession();
  const attention = useLive('stock.attention', { office: office.code }).value;
  const tasks = useLive('tasks.summary', { limit: CARDS }).value;
  const stock = useLive('stock.summary', {}).value;
  const knowledge = useLive('knowledge.summary', { limit: ARTICLES }).value;
  const day = new Date(now).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { month: 'long', day: 'numeric', weekday: 'long' });
  const waiting = useWaiting();
  const cards = tasks?.rows ?? [];
  const due = knowledge?.due ?? [];
  return (
    <Page>
      <PageHeader title={t('frame.areas.today')} note={t('today.greeting', { person: person.name, day })} />
      <PageBody>
        <ul className={styles.waiting} aria-label={t('today.waits')}>
          {waiting.map(({ id, icon: Icon, tone, label, count, address }) => (
            <li key={id}>
              <Link className={styles.wait} data-tone={(count ?? 0) > 0 ? tone : undefined} to={address}>
                <Icon size={18} strokeWidth={1.8} aria-hidden />
                <span className={styles.count}>{count ?? '–'}</span>
                <span className={styles.label}>{label}</span>
              </Link>
            </li>
          ))}
        </ul>
        <div className={styles.columns}>
          <Section
            title={t('today.cards')}
            note={tasks === undefined ? undefined : t('today.cardsNote', { overdue: tasks.mine.overdue, today: tasks.mine.dueToday })}
            actions={<Link to="/tasks">{t('today.allCards')}</Link>}
          >
            {tasks !== undefined && cards.length === 0 ? <p className={styles.none}>{t('today.noCards')}</p> : null}
            <ul className={styles.list} hidden={cards.length === 0}>
              {cards.map((card) => (
                <li key={card.id}>
                  <Link to={`/tasks/${card.board}/card/${card.id}`}>{card.title}</Link>
                  {card.collisions.length > 0 ? <CollisionChip /> : null}
                  <span className="quiet">{card.boardTitle}</span>
                  <span className={styles.end}>
                    {card.due === undefined ? null : <DueChip due={card.due} overdue={card.overdue} />}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
          <div>
            {stock === undefined || attention === undefined ? null : (
              <Section title={t('today.stock')}>
                <ul className={styles.list}>
                  <li>
                    <Link to="/stock/movements">{t('today.movements', { count: stock.movementsLastDay })}</Link>
                  </li>
                  <li>
                    <Link to="/stock/transfers?all">{t('today.onTheWay', { count: stock.onTheWay })}</Link>
                  </li>
                  <li>
                    <Link to={`/stock/analysis?tab=expiring&days=30&office=${stock.office}`}>{t('analysis.attention.expiring', { count: attention.expiring })}</Link>
                  </li>
                  <li>
                    <Link to={`/stock/analysis?tab=reorder&office=${stock.office}`}>{t('analysis.attention.below', { count: attention.below })}</Link>
                  </li>
                </ul>
              </Section>
            )}
            <Section title={t(due.length > 0 ? 'today.articles' : 'today.recent')}>
              <ul className={styles.list}>
                {(due.length > 0 ? due : (knowledge?.recent ?? [])).map((article) => (
                  <li key={article.id}>
                    <Link to={`/knowledge/${article.id}`}>{article.title}</Link>
                    <span className={styles.end}>
                      <span className="quiet">{article.reviewOn !== undefined && article.reviewDue ? <Day day={article.reviewOn} /> : <Moment ms={article.updatedAtMs} />}</span>
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
          </div>
        </div>
      </PageBody>
    </Page>
  );
}

/** The exceptions, in the order in which they cost. */
function useWaiting(): readonly Waiting[] {
  const { t } = useTranslation();
  const tasks = useLive('tasks.summary', { limit: CARDS }).value;
  const stock = useLive('stock.summary', {}).value;
  return [
    { id: 'belowZero', icon: PackageX, tone: 'stop', count: stock?.itemsBelowZero, label: t('today.belowZero'), address: '/stock?below-zero' },
    { id: 'exceptions', icon: TriangleAlert, tone: 'warn', count: stock?.openExceptions, label: t('today.exceptions'), address: '/headquarters?view=inbox' },
    { id: 'collided', icon: GitCompareArrows, tone: 'warn', count: tasks?.everyone.collided, label: t('today.collided'), address: '/headquarters?view=inbox' },
    { id: 'receive', icon: ArrowDownToLine, tone: 'accent', count: stock?.toReceive, label: t('today.toReceive'), address: '/stock/transfers' },
  ];
}
