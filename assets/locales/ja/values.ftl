# Partner Center's documented values: company sizes, industries, services, products.

size-range = { $from }〜{ $to }名
size-above = { $above }名超

industry-agriculture = 農業、林業、漁業
industry-communications = 通信、メディア
industry-education = 教育
industry-financial = 金融サービス
industry-government = 行政機関
industry-healthcare = 医療
industry-hospitality = 宿泊、飲食
industry-manufacturing = 製造
industry-utilities = 電力、公益事業
industry-safety = 公共安全、国家安全保障
industry-retail = 小売、消費財
industry-services = サービス
industry-travel = 旅行、運輸
industry-wholesale = 卸売、流通

service-consulting = コンサルティング、プロフェッショナル サービス
service-custom-solution = カスタム ソリューション(ISV)
service-deployment = 展開または移行
service-hardware = ハードウェア
service-integration = 統合
service-intellectual-property = 知的財産サービス(ISV)
service-learning = 研修、認定資格
service-licensing = ライセンス
service-managed = マネージド サービス
service-project = プロジェクト サービス

product-enterprise-mobility = Enterprise Mobility + Security
product-developer-tools = 開発者ツール
product-dynamics-business = Dynamics 365 Business
product-dynamics-enterprise = Dynamics 365 Enterprise
product-dynamics-ax = Dynamics AX、GP、NAV、SL
product-microsoft-365 = Microsoft 365
product-power-bi = Power BI
product-skype = Skype for Business
product-surface-hub = Surface Hub
product-sql = SQL Server
