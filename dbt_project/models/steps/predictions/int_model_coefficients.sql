{# The models that predict, one row per feature; none where there is too little to learn from. #}
select
    words.subject,
    words.feature_no,
    words.feature,
    words.words,
    max(case when card.measure = 'coefficient' then card.value end) as coefficient,
    max(case when card.measure = 'mean' then card.value end) as mean
from {{ ref('int_prediction_words') }} as words
inner join {{ ref('int_model_card') }} as card
    on words.subject = card.subject
    and words.feature = card.item
    and card.measure in ('coefficient', 'mean')
group by words.subject, words.feature_no, words.feature, words.words
