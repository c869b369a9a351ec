// biome-ignore-all lint/a11y/noRedundantRoles: the style for phones makes blocks of rows, which hides their roles in some browsers
/** A real table on a wide screen; on a phone each row is a block, with its headings beside the values. */
import '@patternfly/react-styles/css/components/Table/table.css';
import '@patternfly/react-styles/css/components/Table/table-grid.css';
import type { ReactNode } from 'react';

export interface Row {
  readonly key: string;
  /** One for each column; the first names the row. */
  readonly cells: readonly ReactNode[];
}

export function DataTable({
  caption,
  columns,
  rows,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly Row[];
}) {
  return (
    <table className="pf-v6-c-table pf-m-grid-md pf-m-compact" role="table" aria-label={caption}>
      <thead className="pf-v6-c-table__thead" role="rowgroup">
        <tr className="pf-v6-c-table__tr" role="row">
          {columns.map((column) => (
            <th key={column} className="pf-v6-c-table__th" role="columnheader" scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="pf-v6-c-table__tbody" role="rowgroup">
        {rows.map(({ key, cells }) => (
          <tr key={key} className="pf-v6-c-table__tr" role="row">
            {cells.map((cell, i) =>
              i === 0 ? (
                <th
                  key={columns[i]}
                  className="pf-v6-c-table__th tellers-row-name"
                  role="rowheader"
                  scope="row"
                  data-label={columns[i]}
                >
                  {cell}
                </th>
              ) : (
                <td key={columns[i]} className="pf-v6-c-table__td" role="cell" data-label={columns[i]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
