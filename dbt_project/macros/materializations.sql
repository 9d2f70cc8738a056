{#
  Tables and views of DuckDB's working database, written in place. dbt's own way builds each beside the
  old one and renames twice, which spares readers a gap; nobody reads this database while it is written,
  and the renames took a sixth of the time of a run over little data. Indexes, grants and hooks outside a
  transaction, which no model has, are not looked at. What creates is in no macro: dbt takes a Python model from
  nowhere but a statement of the materialization itself.
#}
{% materialization table, adapter='duckdb', supported_languages=['sql', 'python'] %}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- set goes_first = drop_before(load_cached_relation(this), 'table', model['language']) -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main', language=model['language']) -%}
        {{ goes_first }}
        {{ create_table_as(False, target_relation, compiled_code, model['language']) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{% materialization view, adapter='duckdb' %}
    {%- set target_relation = this.incorporate(type='view') -%}
    {%- set goes_first = drop_before(load_cached_relation(this), 'view', 'sql') -%}
    {{ run_hooks(pre_hooks) }}
    {% call statement('main') -%}
        {{ goes_first }}
        {{ get_create_view_as_sql(target_relation, sql) }}
    {%- endcall %}
    {{ run_hooks(post_hooks) }}
    {{ adapter.commit() }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#
  What makes room for a relation: SQL to be run with what creates it, since a statement by itself costs dbt
  more than DuckDB. A table that becomes a view, and what Python writes, are dropped at once.
#}
{% macro drop_before(existing, type, language) %}
    {%- if existing is none -%}
    {%- elif existing.type == type and language == 'sql' -%}
        drop {{ type }} if exists {{ existing }} cascade;
    {%- else -%}
        {% do drop_relation_if_exists(existing) %}
    {%- endif -%}
{% endmacro %}

{#
  Rows of a seed, from the folder that dbt runs in. dbt's own way reads the folder in which the project was
  parsed, which is another one once a home was moved or copied.
#}
{% macro duckdb__load_csv_rows(model, agate_table) %}
    {%- set sql -%}
        copy {{ this.render() }} from '{{ model.original_file_path }}' (format csv, header true)
    {%- endset -%}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {{ return(sql) }}
{% endmacro %}

{#
  On Spark as literals: dbt's own way breaks at a quote within a value.
#}
{% macro spark__load_csv_rows(model, agate_table) %}
    {%- set types = model.config.column_types -%}
    {%- set sql -%}
        insert into {{ this.render() }} values
        {% for row in agate_table.rows -%}
        ({% for column in agate_table.column_names -%}
        cast({{ spark_literal(row[column]) }} as {{ types.get(column, 'string') }}){{ ', ' if not loop.last }}
        {%- endfor %}){{ ',' if not loop.last }}
        {% endfor %}
    {%- endset -%}
    {%- if agate_table.rows -%}
    {% do adapter.add_query(sql, abridge_sql_log=True) %}
    {%- endif -%}
    {{ return(sql) }}
{% endmacro %}

{% macro spark_literal(value) -%}
    {%- if value is none -%} null {%- else -%} '{{ value | string | replace("\\", "\\\\") | replace("'", "\\'") }}' {%- endif -%}
{%- endmacro %}
