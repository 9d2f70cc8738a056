{{ feature_parts('person', ref('int_person_features')) }}
