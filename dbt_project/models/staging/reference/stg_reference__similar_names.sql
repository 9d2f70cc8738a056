select normalised_name, similar_name, similarity from {{ source('reference', 'similar_names') }}
