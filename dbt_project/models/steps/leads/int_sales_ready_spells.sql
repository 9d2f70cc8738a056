{# Spells in which a person is qualified for sales by one rule group, or by the band. Different groups
   may hold at once; product and customers' requests go to sales as well. #}
select person_key, 'score' as basis, 'band sql' as rule_group, 'sql' as target, from_day, to_day
from {{ ref('int_band_spells') }}
where band = 'sql'
union all
select person_key, basis, rule_group, target, from_day, to_day
from {{ ref('int_qualification_spells') }}
where target in ('sql', 'product_qualified', 'service_qualified')
