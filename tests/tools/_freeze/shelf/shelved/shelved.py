VALUE = 'from the shelf'
