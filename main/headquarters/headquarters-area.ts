/** What headquarters sees of all offices at once, read from the other areas' tables by office. */
import { headquartersOverview } from '#model/headquarters/operations.ts';
import { query, type Area } from '../area.ts';

interface OverviewRow {
  readonly office: string;
  readonly name: string;
  readonly headquarters: number;
  readonly itemsInStock: number;
  readonly belowZero: number;
  readonly inTransit: number;
  readonly openExceptions: number;
  readonly openCards: number;
  readonly overdueCards: number;
  readonly collidedCards: number;
}

/** `?1` is today, `YYYY-MM-DD`. */
const OVERVIEW = `
  WITH
    level AS (
      SELECT office, sum(quantity > 0) AS items_in_stock, sum(quantity < 0) AS below_zero FROM stock_level GROUP BY office
    ),
    road AS (SELECT to_office AS office, count(*) AS transfers FROM transfer WHERE state = 'in-transit' GROUP BY to_office),
    open_exception AS (
      SELECT each.value AS office, count(*) AS exceptions
      FROM stock_exception, json_each(stock_exception.offices) AS each
      WHERE NOT EXISTS (SELECT 1 FROM stock_settlement WHERE stock_settlement.exception = stock_exception.id)
      GROUP BY each.value
    ),
    work AS (
      SELECT person.office AS office, count(*) AS open_cards,
        sum(card.due IS NOT NULL AND card.due < ?1) AS overdue, sum(card.collisions <> '[]') AS collided
      FROM card
      JOIN person ON person.id = card.responsible
      LEFT JOIN board_list ON board_list.id = card.list
      WHERE card.archived = 0 AND coalesce(board_list.done, 0) = 0
      GROUP BY person.office
    )
  SELECT office.code AS office, office.name AS name, office.headquarters AS headquarters,
    coalesce(level.items_in_stock, 0) AS itemsInStock, coalesce(level.below_zero, 0) AS belowZero,
    coalesce(road.transfers, 0) AS inTransit, coalesce(open_exception.exceptions, 0) AS openExceptions,
    coalesce(work.open_cards, 0) AS openCards, coalesce(work.overdue, 0) AS overdueCards,
    coalesce(work.collided, 0) AS collidedCards
  FROM office
  LEFT JOIN level ON level.office = office.code
  LEFT JOIN road ON road.office = office.code
  LEFT JOIN open_exception ON open_exception.office = office.code
  LEFT JOIN work ON work.office = office.code
  ORDER BY office.headquarters DESC, office.code`;

export function createHeadquartersArea(): Area {
  return {
    name: 'headquarters',
    projections: [],
    handlers: [
      query(headquartersOverview, ({ read, nowMs }) => {
        const today = new Date(nowMs()).toISOString().slice(0, 10);
        const rows = read.all<OverviewRow>(OVERVIEW, today);
        return { rows: rows.map((row) => ({ ...row, headquarters: row.headquarters === 1 })) };
      }),
    ],
  };
}
