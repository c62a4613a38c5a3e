#!/bin/sh
# The public reading room in a container: what `make browse-public` starts, on the container's own network.
set -eu
umask 077
exec python -m datasette serve /data/osecwatch.db -h 0.0.0.0 -p 8001 \
    --template-dir storage/datasette/templates --plugins-dir storage/datasette/plugins \
    --static static:storage/datasette/static --metadata storage/datasette/public.yaml \
    --setting suggest_facets off --setting facet_time_limit_ms 1500 --setting sql_time_limit_ms 5000 \
    --setting truncate_cells_html 160 --setting default_page_size 50 --setting allow_download off \
    --setting max_returned_rows 2000 --setting num_sql_threads 5
