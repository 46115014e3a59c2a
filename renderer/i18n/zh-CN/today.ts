/** Texts of the today page. */
export const today = {
  greeting: '{{person}}，{{day}}',
  noCards: '没有由您负责的未完成卡片。在看板上把卡片的“负责人”设为自己，它就会出现在这里，按截止日期排列。',
  cards: '我的卡片',
  cardsNote: '{{overdue}} 逾期 · {{today}} 今天到期',
  allCards: '全部任务',
  stock: '库存',
  toReceive: '调拨待收货',
  onTheWay: '{{count}} 笔已发出，在途',
  belowZero: '物料低于零',
  exceptions: '库存问题待处理',
  movements: '近一天 {{count}} 笔出入库',
  collided: '两地同改待选定',
  articles: '待复核的文章',
  recent: '最近更新的文章',
  waits: '等您处理',
} as const;
