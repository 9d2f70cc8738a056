select
    card.subject,
    card.measure,
    card.item,
    cast(round(card.value, 6) as decimal(18, 6)) as value,
    card.text,
    {{ run_columns() }}
from {{ ref('int_model_card') }} as card
{{ run_join() }}
