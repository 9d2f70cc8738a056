{#
  So many threads as were told, or chosen for the size of the data, when the working database was prepared. Not
  in the profile, where another number would make dbt parse its project anew.
#}
{% macro keep_to_threads() %}
    {%- if execute and flags.WHICH in ('build', 'run') -%}
        set threads = {{ run_query('select threads from control.computing').columns[0].values()[0] }}
    {%- endif -%}
{% endmacro %}
