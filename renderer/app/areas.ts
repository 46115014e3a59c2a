/** The areas of the rail, in their order. */
import { Building2, BookOpen, CalendarCheck, Kanban, Package, RefreshCw, Settings, type LucideIcon } from 'lucide-react';

export const AREAS = [
  { id: 'today', path: '/today', icon: CalendarCheck },
  { id: 'tasks', path: '/tasks', icon: Kanban },
  { id: 'stock', path: '/stock', icon: Package },
  { id: 'knowledge', path: '/knowledge', icon: BookOpen },
  { id: 'headquarters', path: '/headquarters', icon: Building2 },
  { id: 'sync', path: '/sync', icon: RefreshCw },
  { id: 'administration', path: '/administration', icon: Settings },
] as const satisfies readonly { id: string; path: string; icon: LucideIcon }[];
