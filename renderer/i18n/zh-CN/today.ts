/** Texts of the today page. */
export const today = {
  greeting: '{{person}},{{day}}',
  nothing: '今天没有等您处理的事',
  nothingHint: '到期的卡片、要收的货、库存问题和待复核的文章会出现在这里。',
  cards: '我的卡片',
  cardsNote: '{{overdue}} 逾期 · {{today}} 今天到期',
  allCards: '全部任务',
  stock: '库存',
  toReceive: '{{count}} 笔调拨待收货',
  onTheWay: '{{count}} 笔已发出,在途',
  belowZero: '{{count}} 种物料低于零',
  exceptions: '{{count}} 个库存问题待处理',
  movements: '近一天 {{count}} 笔出入库',
  collided: '{{count}} 处两地同时修改待选定',
  articles: '待复核的文章',
  recent: '最近更新的文章',
  waits: '等您处理',
} as const;
