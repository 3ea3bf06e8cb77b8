// Gives the tables marked as searchable a search field and sortable columns.
document.querySelectorAll("table.hs-table-searchable").forEach((table) => {
  new window.DataTable(table, {
    paging: false,
    info: true,
    order: [],
    autoWidth: false,
    layout: { topStart: "search", topEnd: "info", bottomStart: null, bottomEnd: null },
    language: { search: "Search the table", info: "_TOTAL_ rows", infoFiltered: "of _MAX_", infoEmpty: "No row" },
  });
});
