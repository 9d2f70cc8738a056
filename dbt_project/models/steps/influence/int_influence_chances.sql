{# Daily rates of moving on days like the exposed ones: without a touch, and on average with and without,
   each weighed by the exposed days of its stratum. With M moves on T1 exposed and T0 other days the rate
   without a touch is M / (T0 + ratio T1). #}
select
    cells.claim_no,
    sum(cells.days_exposed * (cells.moves_exposed + cells.moves_unexposed)
        / (cells.days_unexposed + exp(claims.log_ratio) * cells.days_exposed)) / sum(cells.days_exposed) as rate_unexposed,
    sum(cells.days_exposed * cast(cells.moves_exposed + cells.moves_unexposed as double)
        / (cells.days_unexposed + cells.days_exposed)) / sum(cells.days_exposed) as rate_average
from {{ ref('int_influence_regression_cells') }} as cells
inner join {{ ref('int_influence_claims') }} as claims on cells.claim_no = claims.claim_no
group by cells.claim_no
