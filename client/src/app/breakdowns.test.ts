import { afterEach, expect, it } from 'vitest';
import { tableOf, tablesNow } from '../features/performance/model';
import { columnsOf } from '../shared/rows/columns';
import { someDefinition } from '../shared/testing/support';
import {
  dimensionsNow,
  dimensionTitle,
  dimensionWord,
  dimensionWords,
  isDimension,
  isGone,
  mayBeFurther,
} from '../shared/store/breakdowns';
import { deskStore } from '../shared/store/desk';
import { groupLabel } from '../shared/store/group';

const further = [
  { name: 'cost_center', title: 'Cost center' },
  { name: 'customer', title: 'Customer' },
];

afterEach(() => deskStore.setCatalogue([]));

it('adds the breakdowns of the desk to pickers, tables and columns', () => {
  deskStore.setCatalogue([someDefinition({ further })]);
  expect(dimensionsNow()).toEqual(['team', 'location', 'category', 'priority', 'cost_center', 'customer']);
  expect(tablesNow().map(({ text }) => text)).toEqual([
    'Team',
    'Technician',
    'Location',
    'Category',
    'Priority',
    'Cost center',
    'Customer',
  ]);
  expect(columnsOf(undefined).map(({ name }) => name)).toEqual(expect.arrayContaining(['cost_center', 'customer']));
});

it('is as ever on a desk without', () => {
  deskStore.setCatalogue([someDefinition()]);
  expect(dimensionsNow()).toEqual(['team', 'location', 'category', 'priority']);
  expect(columnsOf(undefined).map(({ name }) => name)).not.toContain('customer');
});

it('calls groups in the plural, and those of a name that has none groups', () => {
  expect(['customer', 'cost_center', 'entity', 'key', 'branch', 'business', 'zone_2'].map(dimensionWords)).toEqual([
    'customers',
    'cost centers',
    'entities',
    'keys',
    'branches',
    'businesses',
    'groups',
  ]);
  expect(tableOf('cost_center').many).toBe('cost centers');
});

it('knows a breakdown that is gone, and not while rows are read', () => {
  deskStore.setCatalogue([someDefinition({ further })]);
  expect(['customer', 'team', 'floor'].map(isGone)).toEqual([false, false, true]);
  deskStore.setCatalogue([someDefinition()]);
  expect(['customer', 'team'].map(isGone)).toEqual([true, false]);
  deskStore.setLoading(['tickets']);
  expect(isGone('customer')).toBe(false);
  deskStore.setLoading([]);
});

it('reads a breakdown before the catalogue is here, and none of what can be none', () => {
  expect(dimensionTitle('cost_center')).toBe('Cost center');
  expect(dimensionWord('cost_center')).toBe('cost center');
  expect(groupLabel({ dimension: 'cost_center', name: '(none)' })).toBe('no cost center');
  expect(tableOf('customer').breakdowns).toEqual(['customer']);
  expect(['team', 'customer', 'Customer', 'a-b', ''].map(isDimension)).toEqual([true, true, false, false, false]);
  expect(mayBeFurther('assignee')).toBe(false);
});
